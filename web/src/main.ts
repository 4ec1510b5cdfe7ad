// The empty page goes in; the running page comes out.
import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';

mount(App, { target: document.getElementById('page')! });
